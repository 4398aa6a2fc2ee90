//compiler prints: Log does not implement io.Writer (method Write has pointer receiver)
