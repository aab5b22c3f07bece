# fails: same-image, nothing-failed, shows-v1, holds-for-the-next-version
# feedback: pulled
docker pull loja:1.0
docker tag loja:1.0 loja:producao
docker run --rm loja:producao cat /app.txt
