"""Makes a machine a node of OpenVidu, and empties it before it leaves. Python 3.9, standard library and AWS CLI 2 alone."""
