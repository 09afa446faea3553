package retrieval

// BenchMeetings is for tests that import what imports this package.
var BenchMeetings = benchMeetings
