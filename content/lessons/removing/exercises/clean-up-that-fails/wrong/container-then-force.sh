# fails: no-errors, another-night
# feedback: forced-what-runs
docker rm parado
docker rmi -f $(docker images -q)
