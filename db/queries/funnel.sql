-- Visits per step (number of the event kind), each visit counted once per step on the day of its scan.
SELECT step, sum(visits) AS visits
FROM funnel
WHERE campaign = :campaign AND day BETWEEN :from AND :until AND (class = 0 OR (:staff AND class = 1))
GROUP BY step
