//compiler prints: mismatched types int and time.Duration
