#!/bin/sh
# The lab's pip. It says who it is.
echo "pip 21.2.4"
