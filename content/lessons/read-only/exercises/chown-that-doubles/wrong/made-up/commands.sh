# fails: other-data
docker build -t dados:1 .
