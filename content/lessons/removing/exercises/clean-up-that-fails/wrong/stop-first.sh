# fails: alive, another-night
# feedback: stopped-vivo
docker stop vivo
docker rm parado
docker rmi python:alpine3.13 hello-world
