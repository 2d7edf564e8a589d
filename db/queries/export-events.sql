-- What visits of a campaign's routes did (JSON lists of routes and event kinds), in a range of event numbers. Ledger.
SELECT event.no AS event, event.at, event.kind, version.word AS version, block.word AS block, option.word AS option,
  scan.no, scan.route, scan.judged, scan.evidence, scan.skew, agent.agent
FROM event
  JOIN scan ON scan.no = event.scan
  JOIN agent ON agent.no = scan.agent
  LEFT JOIN word AS version ON version.no = event.version
  LEFT JOIN word AS block ON block.no = event.block
  LEFT JOIN word AS option ON option.no = event.option
WHERE event.no > :after AND event.no <= :until
  AND event.kind IN (SELECT value FROM json_each(:kinds))
  AND scan.route IN (SELECT value FROM json_each(:routes))
ORDER BY event.no
