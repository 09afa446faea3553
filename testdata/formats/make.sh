#!/bin/sh
# Prints three of the real minutes in testdata/minutes as HTML, DOCX and PDF.
# Needs Debian's libreoffice-writer, chromium and fonts-liberation:
#   apt-get update && apt-get install -y --no-install-recommends libreoffice-writer chromium fonts-liberation
# NAME.html is written by awk below, NAME.docx by LibreOffice from the HTML,
# NAME.pdf by Chromium from the HTML, NAME.writer.pdf by LibreOffice from the DOCX.
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

for name in samarbejdsforum-2022-06-15 socialdirektoerforum-2016-08-15 beskaeftigelses-og-socialudvalget-2017-02-21; do
	# One line is one paragraph. Bullets become lists, section labels headings.
	awk -v title="$name" '
		function close_list() { if (list) print "</ul>"; list = 0 }
		BEGIN {
			print "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n<title>" title "</title>"
			print "<style>body { font: 11pt/1.3 \"Liberation Sans\", sans-serif }</style>\n</head>\n<body>"
		}
		{ gsub(/&/, "\\&amp;"); gsub(/</, "\\&lt;"); gsub(/>/, "\\&gt;") }
		/^[ \302\240]*$/ { next }
		/^ *• / { if (!list) print "<ul>"; list = 1; sub(/^ *• /, ""); print "<li>" $0 "</li>"; next }
		{ close_list(); sub(/^ +/, "") }
		/^(RESUMÉ|INDSTILLING|BESLUTNING|SAGSFREMSTILLING|ØKONOMI|BILAG|Baggrund|Indstilling|Beslutning|Bilag)$/ { print "<h3>" $0 "</h3>"; next }
		{ print "<p>" $0 "</p>" }
		END { close_list(); print "</body>\n</html>" }
	' "../minutes/$name.txt" >"$name.html"

	soffice -env:UserInstallation="file://$profile" --headless --infilter="HTML (StarWriter)" \
		--convert-to 'docx:MS Word 2007 XML' "$name.html" >/dev/null
	chromium --headless --no-sandbox --disable-gpu --user-data-dir="$profile/chromium" --no-pdf-header-footer \
		--print-to-pdf="$name.pdf" "file://$PWD/$name.html" 2>/dev/null
	soffice -env:UserInstallation="file://$profile" --headless --convert-to pdf --outdir "$profile" "$name.docx" >/dev/null
	mv "$profile/$name.pdf" "$name.writer.pdf"
done
ls -l
