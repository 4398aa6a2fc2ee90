//compiler prints: &point{...} does not escape
//compiler prints: moved to heap: p
