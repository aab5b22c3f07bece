# fails: no-errors, another-night
# feedback: forced-what-runs
docker rm $(docker ps -aq); docker rmi $(docker images -q); true
