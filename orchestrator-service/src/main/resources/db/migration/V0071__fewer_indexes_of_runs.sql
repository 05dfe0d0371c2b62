-- Every change of a run's status writes into each of its indexes. A card has a few runs only: the one by card finds them
-- as well as those by card and stay, by card and agent, and by card and stay of completed ones.
drop index run_of_stay;
drop index run_open;
drop index run_completed_of_stay;
