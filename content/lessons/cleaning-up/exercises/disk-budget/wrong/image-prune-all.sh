# fails: new-version-kept
# feedback: pruned-the-opposite
docker image prune -a -f
