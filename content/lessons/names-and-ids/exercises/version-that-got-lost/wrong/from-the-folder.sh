# fails: holds-for-the-next-version
# feedback: not-from-the-image
docker build -t loja:1.0 .
docker tag loja:1.0 loja:producao
cat app.txt
