# fails: another-night
# feedback: only-tonight
docker rm parado
docker rmi python:alpine3.13 hello-world
