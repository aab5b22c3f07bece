# fails: no-index
# feedback: index-kept
docker build -t ferramenta:1 .
