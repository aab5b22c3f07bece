# fails: same-image, holds-for-the-next-version
# feedback: built-twice
docker build -t loja:1.0 .
docker build --no-cache -t loja:producao .
docker run --rm loja:producao cat /app.txt
