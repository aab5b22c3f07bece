# fails: holds-among-others
# feedback: whatever-is-here
docker tag `docker images -q` base:estavel
