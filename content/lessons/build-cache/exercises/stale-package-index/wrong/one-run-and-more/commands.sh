# fails: no-index, two-layers
# feedback: index-kept
docker build -t ferramenta:1 .
