# fails: nothing-forced
# feedback: clean-but-forced
docker rmi -f alpine:3.13
docker rm velho
