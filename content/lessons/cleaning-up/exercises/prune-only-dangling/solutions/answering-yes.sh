docker images --filter dangling=true
yes | docker image prune
