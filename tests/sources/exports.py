"""Exports of news databases, written for these tests in the layouts of Nexis Uni, LexisNexis Academic and Factiva."""

from __future__ import annotations

NEXIS = """\
Ministers settle dam quarrel
The Upland Post
September 16, 2014 Tuesday, Late Edition - Final

Copyright 2014 The Upland Post Company All Rights Reserved
Section: Section A; Column 0; Foreign Desk; Pg. 4
Length: 512 words
Byline: By ANA RUIZ
Dateline: KASAMA

Body

The water ministers of the two upland provinces met on Tuesday and settled their quarrel over the dam.

Farmers who had blocked the road went home: it was open again from five in the afternoon.

Graphic

PHOTO: The dam
Load-Date: September 17, 2014

End of Document

Envoy leaves
Lowland Herald
15 September 2014

Copyright 2014 Lowland Herald
Length: 80 words

Body

ACCRA -- The envoy left for the coast.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: September 15, 2014

End of Document
"""
ACADEMIC = """\
                               1 of 2 DOCUMENTS


                              The Upland Post

                        September 16, 2014 Tuesday
                           Late Edition - Final

Ministers settle dam quarrel

BYLINE: By ANA RUIZ

SECTION: Section A; Foreign Desk; Pg. 4

LENGTH: 512 words

DATELINE: KASAMA, Sept. 16

The water ministers of the two upland provinces met on Tuesday and settled their
quarrel over the dam.

   Farmers who had blocked the road went home.

URL: https://upland.example/dam

LOAD-DATE: September 17, 2014

LANGUAGE: ENGLISH

                     Copyright 2014 The Upland Post Company


                               2 of 2 DOCUMENTS

                              Lowland Herald

                        September 15, 2014 Monday

LENGTH: 80 words

HEADLINE: Envoy leaves

The envoy left for the coast.

LOAD-DATE: September 15, 2014
"""
FACTIVA = """\
World News
Ministers settle dam quarrel
By Ana Ruiz
1,512 words
16 September 2014
10:30
The Upland Post
UPLP
English
(c) 2014 The Upland Post Company

KASAMA, Sept 16 (Upland) - The water ministers of the two upland provinces met on Tuesday and settled their quarrel.

Farmers who had blocked the road went home.

Document UPLP000020140916ea9g0001v

Envoy leaves
80 words
15 September 2014
Lowland Herald
LOWH
English
Copyright 2014 Lowland Herald

The envoy left for the coast.

Document LOWH000020140915ea9f0002x

Search Summary
Text                envoy or dam
Date                All Dates
Results Found       2
"""
TAGGED = """\
HD  Ministers settle dam quarrel
BY  By Ana Ruiz
WC  512 words
PD  16 September 2014
ET  10:30
SN  The Upland Post
SC  UPLP
LA  English
CY  (c) 2014 The Upland Post Company

LP
The water ministers of the two upland provinces met on Tuesday and settled their quarrel.

TD
Farmers who had blocked the road went home.

NS  gcat : Political/General News
AN  Document UPLP000020140916ea9g0001v
"""
