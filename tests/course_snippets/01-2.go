//compiler prints: "os" imported and not used
