# fails: no-other-container, no-other-layer, no-errors, another-night
# feedback: forced-what-runs
docker rmi -f $(docker images -q)
