docker build -t loja:1.0 -t loja:producao .
docker run --rm loja:producao cat /app.txt
