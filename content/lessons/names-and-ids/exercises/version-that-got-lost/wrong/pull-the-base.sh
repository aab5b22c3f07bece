# fails: nothing-failed, shows-v1, holds-for-the-next-version
docker pull -q alpine:3.13
docker build -t loja:1.0 .
docker tag loja:1.0 loja:producao
docker run --rm loja:producao cat /app
