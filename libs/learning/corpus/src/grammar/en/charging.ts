import { close, open } from './patterns.js';

const CHARGE =
  '(charge port|charging port|charge flap|charging flap|charge port door|charging door|charger port|charge door|charger door|charging port cover|ev port|charger flap|charge socket|charging socket|charging point cover|plug flap|charge port cover|charging lid|charging hatch)';
const FUEL =
  '(fuel flap|gas cap|fuel door|gas flap|fuel cap|fuel filler|gas tank door|fuel lid|petrol cap|tank flap|filler cap|gas door|petrol flap|fuel tank|filler flap|tank lid|tank cap|petrol lid|fuel filler door|fuel tank flap|petrol tank|diesel flap|gas lid)';
const GOING = "(i want to|i need to|time to|let me|i'm going to|we need to|i'm about to|going to|we're here to|i've got to|gonna)";
const ENOUGH = '(<percent>|<percent>|<number>|a hundred|full|eighty|ninety|80|90)';
const TARGET =
  '(charge limit|charging limit|charge target|max charge|charging target|battery limit|charge level|charging cap|charge cap|battery target|maximum charge|charging maximum)';

/** English templates of what the car is filled with: charge and fuel. */
export const EN_CHARGING: Record<string, readonly string[]> = {
  'charge-port.open': [
    ...open(CHARGE, 'pop|open up|release|unlock|pop open|unlatch|flip open'),
    `(open|pop) <the> ${CHARGE}`,
    `${CHARGE} (open|please|open please)`,
    `${GOING} (charge|plug in|charge up|plug her in|plug the car in|juice up) (open the ${CHARGE}|pop the ${CHARGE}|${CHARGE} open|${CHARGE} please)`,
    `(open|pop) the ${CHARGE} (i'm plugging in|so i can plug in|we're at the charger|i need to charge)`,
    `(we're at the charger|i've got the plug here|we're at a supercharger|ready to plug in) (open|pop|release) the ${CHARGE}`,
  ],
  'charge-port.close': [
    ...close(CHARGE, 'flip shut|pop shut|seal|latch'),
    `(close|shut|close up) <the> ${CHARGE}`,
    `${CHARGE} (closed|close|shut)`,
    "(i'm|we're|it's|she's) (done|finished|all done) (charging|plugged out|with the charger) (close|shut) the (charge port|flap|charging flap|charge flap|charge door)",
    `(i've unplugged|it's unplugged|cable's out|i pulled the plug) (close|shut) the ${CHARGE}`,
  ],
  'fuel-flap.open': [
    ...open(FUEL, 'pop|open up|release|unlock|pop open|unlatch|flip open'),
    `(open|pop|release) <the> ${FUEL}`,
    `${FUEL} (open|please|open please)`,
    `${GOING} (refuel|get gas|fuel up|fill up|get petrol|fill her up|tank up|gas up|put some diesel in|top up the tank) (open the ${FUEL}|pop the ${FUEL}|${FUEL} please|${FUEL} open)`,
    `(we're at the pump|we're at the petrol station|gas station stop|i'm at the pumps) (open|pop|release) the ${FUEL}`,
    `(open|pop) the ${FUEL} (i need petrol|so i can fill up|i'm filling up|we're at the pump)`,
  ],
  'fuel-flap.close': [
    ...close(FUEL, 'flip shut|pop shut|seal|latch'),
    `(close|shut) <the> ${FUEL}`,
    `${FUEL} (closed|close|shut)`,
    `(i've filled up|we're filled up|all full|tank's full|done filling up|done fueling) (close|shut) the ${FUEL}`,
  ],
  'charging.limit': [
    `(set|change|put|adjust|move|raise|lower|bring|drop) the ${TARGET} (to|at|down to|up to) [value:(${ENOUGH}|max|maximum)]`,
    `(only|just|please|) charge (it|the car|the battery|her|up|) (up |)to [value:${ENOUGH}] (and stop|please|only|max|)`,
    `(limit|cap|stop|keep|hold) (the|) (charging|charge|battery) (to|at) [value:${ENOUGH}]`,
    `(stop|finish|end|quit) charging (at|when (it's|it is|you get|we get|it hits|you hit) (at|to|)) [value:<percent>]`,
    `(stop charging|cut it off|unplug) (at|once we reach|when it reaches|when it hits) [value:<percent>]`,
    "(don't|do not|never) (charge|charge it|charge the car|charge the battery) (more than|past|above|over|beyond|higher than) [value:<percent>]",
    `(charge|charging) (limit|target|cap|max) (to|at|of|) [value:${ENOUGH}] (please|)`,
    `[value:(<percent>|eighty percent|ninety percent)] (charge limit|charging limit|is enough charge|charge is enough|and then stop charging|charge max)`,
    `(i only need|i only want|i want|we need|give me) [value:<percent>] (charge|of charge|in the battery|battery)`,
    `(fill|charge) the battery (up |)to [value:${ENOUGH}] (please|only|)`,
    `no more than [value:<percent>] (charge|on the battery|when charging)`,
  ],
  'charging.start': [
    '(start|begin|resume|continue|initiate|restart|carry on|keep) (charging|the charge|the charging) (the car|the battery|now|please|again|)',
    '(charge) (the car|the battery|it|my car|now|up|her up|me up|this thing) (now|please|up|)',
    "(it's|i'm|we're|the car is|she's|it is) plugged in (start charging|charge it|begin charging|you can charge|start the charge|go ahead and charge)",
    '(start|get) (juicing|powering|topping) (up|the battery up|it up)',
    '(juice|top|power) (up the battery|the battery up|her up|it up|up the car) (please|)',
    "(why isn't it charging|how come it isn't charging|it's not charging) start (charging|the charge)",
    "(you can|let's|let us|please|go on and) (start|begin) (charging|to charge|the charge) (now|)",
    '(get|put) some (charge|juice|power) (in|into) (the battery|her|it|the car)',
    'charging on (please|)',
  ],
  'charging.stop': [
    '(stop|end|pause|halt|interrupt|cancel|quit|terminate|finish) (charging|the charge|the charging|charging the car|charging session|the charging session|charging it|the juice) (now|please|for now|early|)',
    "(don't|do not|no need to|no) (charge|keep charging|charging) (anymore|any more|any longer)",
    "(that's enough|i have enough|we've got enough|that'll do for|i've got enough|enough) (charge|charging|juice) (stop charging|now|for now|thanks|)",
    "(i'm|we're) (done|finished) charging(| stop it| stop the charge| you can stop)",
    "(i need|i have|we've got|we need) to (go|leave|get going|head off) (stop charging|stop the charge|end the charging)",
    '(you can|we can|let us) (stop|end|pause) (the charge|charging) (now|)',
    'charging off (please|)',
    '(cut|kill) the (charge|charging|charging session)',
  ],
};
