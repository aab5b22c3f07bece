# fails: small
# feedback: remade-in-a-new-layer
docker build -t dados:1 .
