import { numberInAddress } from './numberInAddress.js';

describe('numberInAddress', () => {
  it.each([
    ['?layer=3', 3],
    ['?work=2&layer=0', 0],
    ['', null],
    ['?layer=', null],
    ['?layer=-1', null],
    ['?layer=1.5', null],
    ['?layer=1e3', null],
    ['?layer=99999999999', null],
  ])('reads %j as %p', (search, number) => {
    expect(numberInAddress(search, 'layer')).toBe(number);
  });
});
