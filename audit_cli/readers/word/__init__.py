"""Word processors: paragraphs, headings, automatic numbers and tables with merged cells."""
