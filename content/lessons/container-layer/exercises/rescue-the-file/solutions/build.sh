docker cp bold_noether:/tesouro.txt .
printf 'FROM alpine:3.13\nCOPY tesouro.txt /\n' > Dockerfile
docker build -q -t resgate:1 .
