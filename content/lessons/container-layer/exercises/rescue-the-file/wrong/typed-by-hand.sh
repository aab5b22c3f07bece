# fails: really-rescued
docker run --name mao alpine:3.13 sh -c 'echo senha-do-wifi > /tesouro.txt'
docker commit mao resgate:1
