# fails: holds-for-the-next-version
# feedback: not-from-the-image
docker build -t loja:1.0 -t loja:producao .
docker run --rm loja:producao echo v1
