//vet prints: Inc passes lock by value
