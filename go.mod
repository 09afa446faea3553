module github.com/referat-dk/referat

go 1.26.0

require (
	github.com/blevesearch/snowballstem v0.9.0
	github.com/philippgille/chromem-go v0.7.0
	golang.org/x/text v0.43.0
)
