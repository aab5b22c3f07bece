# fails: no-other-container, name-kept, no-other-layer, another-night
# feedback: name-lost
docker rmi -f $(docker images --format '{{.Repository}}:{{.Tag}}')
