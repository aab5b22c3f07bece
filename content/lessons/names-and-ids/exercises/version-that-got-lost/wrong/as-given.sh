# fails: same-image, nothing-failed, shows-v1, holds-for-the-next-version
# feedback: only-latest
docker build -t loja .
docker tag loja:1.0 loja:producao
docker run --rm loja:producao cat /app.txt
