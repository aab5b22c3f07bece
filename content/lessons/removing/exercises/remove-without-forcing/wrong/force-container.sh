# fails: nothing-forced
# feedback: clean-but-forced
docker rm --force velho
docker rmi alpine:3.13
