# fails: another-night
# feedback: only-tonight
docker rm parado
docker image prune -a -f
