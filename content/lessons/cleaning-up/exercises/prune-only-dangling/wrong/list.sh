# fails: none-dangling, other-day
# feedback: listed-only
docker images -f dangling=true
