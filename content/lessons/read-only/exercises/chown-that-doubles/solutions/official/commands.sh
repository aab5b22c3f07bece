docker build -t dados:1 .
