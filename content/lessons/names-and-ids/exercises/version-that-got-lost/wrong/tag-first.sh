# fails: same-image, nothing-failed, shows-v1, holds-for-the-next-version
docker tag loja:1.0 loja:producao
docker build -t loja:1.0 .
docker run --rm loja:producao cat /app.txt
