docker cp bold_noether:/tesouro.txt tesouro.txt
docker create --name novo alpine:3.13
docker cp tesouro.txt novo:/tesouro.txt
docker commit novo resgate:1
