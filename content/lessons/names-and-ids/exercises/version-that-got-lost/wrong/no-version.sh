# fails: same-image, holds-for-the-next-version
# feedback: no-version
docker build -t loja .
docker tag loja loja:producao
docker run --rm loja:producao cat /app.txt
