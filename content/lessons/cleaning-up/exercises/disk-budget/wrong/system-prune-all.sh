# fails: new-version-kept
# feedback: pruned-what-you-need
docker system prune -a -f
