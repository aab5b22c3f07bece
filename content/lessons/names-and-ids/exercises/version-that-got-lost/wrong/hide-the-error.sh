# fails: nothing-failed
docker build -t loja .
docker tag loja:1.0 loja:producao || docker tag loja loja:1.0
docker tag loja:1.0 loja:producao
docker run --rm loja:producao cat /app.txt
