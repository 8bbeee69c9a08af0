"""Pages of respondents: in with the code of a letter or an account, then what is proposed and what to do."""
