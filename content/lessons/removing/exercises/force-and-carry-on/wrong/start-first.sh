# fails: started-without-image
# feedback: started-before-removing
docker start -a guarda
docker rmi -f alpine:3.13
