-- Events of counted visits by kind, frozen version, block and option.
SELECT kind, version, block, option, sum(events) AS events
FROM happened
WHERE campaign = :campaign AND day BETWEEN :from AND :until AND (class = 0 OR (:staff AND class = 1))
GROUP BY kind, version, block, option
ORDER BY events DESC
LIMIT 5000
