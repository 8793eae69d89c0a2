package swot
