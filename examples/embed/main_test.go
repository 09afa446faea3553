package main

func Example() {
	main()
	// Output: kulturudvalget/2022-05-04/1: Biblioteket holder åbent om søndagen.
}
